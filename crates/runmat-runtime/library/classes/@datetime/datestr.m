function s = datestr(t, varargin)
  % s = datestr(t, format): as datestr of datenums.
  s = datestr(datenum(t(:)), varargin{:});
end
